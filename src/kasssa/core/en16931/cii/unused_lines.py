"""CII: what has no place on a line, rules CII-SR: the first number, the parent, its children."""

Rows = tuple[tuple[int, str, str], ...]

LINE: Rows = (
    (35, "", "ram:DescriptionCode ram:ParentLineID ram:LineStatusCode ram:LineStatusReasonCode"),
    (221, "", "ram:IncludedSubordinateTradeLineItem"),
)

LINE_DOCUMENT: Rows = ((41, "ram:IncludedNote", "ram:SubjectCode ram:ID ram:Subject ram:ContentCode"),)

PRODUCT: Rows = (
    (45, "", "ram:ID"),
    (
        48,
        "",
        (
            "ram:ManufacturerAssignedID ram:TradeName ram:TypeCode ram:NetWeightMeasure "
            "ram:GrossWeightMeasure ram:ProductGroupID ram:EndItemTypeCode ram:EndItemName "
            "ram:AreaDensityMeasure ram:UseDescription ram:BrandName ram:SubBrandName "
            "ram:DrainedNetWeightMeasure ram:VariableMeasureIndicator ram:ColourCode "
            "ram:ColourDescription ram:Designation ram:FormattedCancellationAnnouncedLaunchDateTime "
            "ram:FormattedLatestProductDataChangeDateTime"
        ),
    ),
    (67, "ram:ApplicableProductCharacteristic", "ram:ID ram:TypeCode"),
    (70, "ram:ApplicableProductCharacteristic", "ram:ValueMeasure ram:MeasurementMethodCode"),
    (
        73,
        "ram:ApplicableProductCharacteristic",
        (
            "ram:ValueCode ram:ValueDateTime ram:ValueIndicator ram:ContentTypeCode "
            "ram:ValueSpecifiedBinaryFile ram:ApplicableProductCharacteristicCondition "
            "ram:ApplicableReferencedStandard"
        ),
    ),
    (80, "", "ram:ApplicableMaterialGoodsCharacteristic"),
    (
        81,
        "ram:DesignatedProductClassification",
        (
            "ram:SystemID ram:SystemName ram:ClassName ram:SubClassCode ram:ClassProductCharacteristic "
            "ram:ApplicableReferencedStandard"
        ),
    ),
    (
        87,
        "",
        (
            "ram:IndividualTradeProductInstance ram:CertificationEvidenceReferenceReferencedDocument "
            "ram:InspectionReferenceReferencedDocument"
        ),
    ),
    (91, "ram:OriginTradeCountry", "ram:Name ram:SubordinateTradeCountrySubDivision"),
    (
        93,
        "",
        (
            "ram:LinearSpatialDimension ram:MinimumLinearSpatialDimension "
            "ram:MaximumLinearSpatialDimension ram:ManufacturerTradeParty "
            "ram:PresentationSpecifiedBinaryFile ram:MSDSReferenceReferencedDocument "
            "ram:AdditionalReferenceReferencedDocument ram:LegalRightsOwnerTradeParty "
            "ram:BrandOwnerTradeParty ram:IncludedReferencedProduct ram:InformationNote"
        ),
    ),
)

LINE_AGREEMENT: Rows = (
    (
        104,
        "",
        (
            "ram:BuyerReference ram:BuyerRequisitionerTradeParty ram:ApplicableTradeDeliveryTerms "
            "ram:SellerOrderReferencedDocument"
        ),
    ),
    (108, "ram:BuyerOrderReferencedDocument", "ram:IssuerAssignedID"),
    (
        109,
        "",
        (
            "ram:QuotationReferencedDocument ram:ContractReferencedDocument "
            "ram:DemandForecastReferencedDocument ram:PromotionalDealReferencedDocument "
            "ram:AdditionalReferencedDocument"
        ),
    ),
    (
        114,
        "ram:GrossPriceProductTradePrice",
        (
            "ram:TypeCode ram:MinimumQuantity ram:MaximumQuantity ram:ChangeReason "
            "ram:OrderUnitConversionFactorNumeric"
        ),
    ),
    (
        120,
        "ram:GrossPriceProductTradePrice/ram:AppliedTradeAllowanceCharge",
        (
            "ram:ID ram:SequenceNumeric ram:CalculationPercent ram:BasisAmount ram:BasisQuantity "
            "ram:PrepaidIndicator ram:UnitBasisAmount ram:ReasonCode ram:Reason ram:TypeCode "
            "ram:CategoryTradeTax ram:ActualTradeCurrencyExchange"
        ),
    ),
    (445, "ram:GrossPriceProductTradePrice", "ram:IncludedTradeTax"),
    (
        132,
        "ram:GrossPriceProductTradePrice",
        (
            "ram:ValiditySpecifiedPeriod ram:DeliveryTradeLocation ram:TradeComparisonReferencePrice "
            "ram:AssociatedReferencedDocument"
        ),
    ),
    (136, "ram:NetPriceProductTradePrice", "ram:TypeCode"),
    (
        138,
        "ram:NetPriceProductTradePrice",
        (
            "ram:MinimumQuantity ram:MaximumQuantity ram:ChangeReason "
            "ram:OrderUnitConversionFactorNumeric ram:AppliedTradeAllowanceCharge"
        ),
    ),
    (446, "ram:NetPriceProductTradePrice", "ram:IncludedTradeTax"),
    (
        143,
        "ram:NetPriceProductTradePrice",
        (
            "ram:ValiditySpecifiedPeriod ram:DeliveryTradeLocation ram:TradeComparisonReferencePrice "
            "ram:AssociatedReferencedDocument"
        ),
    ),
    (
        147,
        "",
        (
            "ram:RequisitionerReferencedDocument ram:ItemSellerTradeParty ram:ItemBuyerTradeParty "
            "ram:IncludedSpecifiedMarketplace"
        ),
    ),
    (447, "", "ram:UltimateCustomerOrderReferencedDocument"),
)

LINE_DELIVERY: Rows = (
    (
        151,
        "",
        (
            "ram:RequestedQuantity ram:ReceivedQuantity ram:ChargeFreeQuantity ram:PackageQuantity "
            "ram:ProductUnitQuantity ram:PerPackageUnitQuantity ram:NetWeightMeasure "
            "ram:GrossWeightMeasure ram:TheoreticalWeightMeasure ram:DespatchedQuantity "
            "ram:SpecifiedDeliveryAdjustment ram:IncludedSupplyChainPackaging "
            "ram:RelatedSupplyChainConsignment ram:ShipToTradeParty ram:UltimateShipToTradeParty "
            "ram:ShipFromTradeParty ram:ActualDespatchSupplyChainEvent ram:ActualPickUpSupplyChainEvent "
            "ram:RequestedDeliverySupplyChainEvent ram:ActualDeliverySupplyChainEvent "
            "ram:ActualReceiptSupplyChainEvent ram:AdditionalReferencedDocument "
            "ram:DespatchAdviceReferencedDocument ram:ReceivingAdviceReferencedDocument "
            "ram:DeliveryNoteReferencedDocument ram:ConsumptionReportReferencedDocument "
            "ram:PackingListReferencedDocument"
        ),
    ),
)

LINE_SETTLEMENT: Rows = (
    (
        178,
        "",
        ("ram:PaymentReference ram:InvoiceIssuerReference ram:TotalAdjustmentAmount ram:DiscountIndicator"),
    ),
    (182, "ram:ApplicableTradeTax", "ram:CalculatedAmount"),
    (183, "ram:SpecifiedTradeAllowanceCharge/ram:ChargeIndicator", "udt:IndicatorString"),
    (184, "ram:SpecifiedTradeAllowanceCharge", "ram:ID ram:SequenceNumeric"),
    (186, "ram:SpecifiedTradeAllowanceCharge/ram:CalculationPercent", "@format"),
    (
        187,
        "ram:SpecifiedTradeAllowanceCharge",
        (
            "ram:BasisQuantity ram:PrepaidIndicator ram:UnitBasisAmount ram:TypeCode ram:CategoryTradeTax "
            "ram:ActualTradeCurrencyExchange ram:ID"
        ),
    ),
    (
        194,
        "",
        ("ram:SubtotalCalculatedTradeTax ram:SpecifiedLogisticsServiceCharge ram:SpecifiedTradePaymentTerms"),
    ),
    (
        197,
        "ram:SpecifiedTradeSettlementLineMonetarySummation",
        (
            "ram:ChargeTotalAmount ram:AllowanceTotalAmount ram:TaxBasisTotalAmount ram:TaxTotalAmount "
            "ram:GrandTotalAmount ram:InformationAmount ram:TotalAllowanceChargeAmount "
            "ram:TotalRetailValueInformationAmount ram:GrossLineTotalAmount ram:NetLineTotalAmount "
            "ram:NetIncludingTaxesLineTotalAmount ram:ProductWeightLossInformationAmount"
        ),
    ),
    (209, "", "ram:SpecifiedFinancialAdjustment ram:InvoiceReferencedDocument"),
    (212, "", "ram:PayableSpecifiedTradeAccountingAccount"),
    (
        213,
        "ram:ReceivableSpecifiedTradeAccountingAccount",
        ("ram:SetTriggerCode ram:TypeCode ram:AmountTypeCode ram:Name ram:CostReferenceDimensionPattern"),
    ),
    (
        218,
        "",
        (
            "ram:PurchaseSpecifiedTradeAccountingAccount ram:SalesSpecifiedTradeAccountingAccount "
            "ram:SpecifiedTradeSettlementFinancialCard"
        ),
    ),
)
